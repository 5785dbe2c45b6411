/** The body of an answer from elsewhere, which is not trusted to end. */

/** The text, as far as it has at most `maximumBytes`; null: there is more, and the rest is not waited for. */
export async function readBounded(response: Response, maximumBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    // Leaving the loop cancels the rest of the stream.
    if (size > maximumBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
