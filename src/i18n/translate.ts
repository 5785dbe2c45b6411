/** Puts a message (key and parameters) into words. */
import english from '../../locales/en.json' with { type: 'json' };

const texts = new Map<string, unknown>(Object.entries(english));

/** `{name}` stands for a parameter. A key without a text is its own text. */
export function translate(message: {
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}): string {
  const text = texts.get(message.key);
  if (typeof text !== 'string') return message.key;
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(message.parameters[name] ?? placeholder));
}
