/** What comes to its end soon is found without a look at every application. */
export const credentialEnds = `
CREATE INDEX application_secret_by_end ON application_secret (ends_at);
CREATE INDEX application_certificate_by_end ON application_certificate (ends_at);
`;
