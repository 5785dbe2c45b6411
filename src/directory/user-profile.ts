/** What a directory says of a person beside the name, under Graph's names; nothing in Postern turns on it. */
export const profileProperties = [
  'city',
  'companyName',
  'country',
  'department',
  'employeeId',
  'givenName',
  'jobTitle',
  'mailNickname',
  'mobilePhone',
  'officeLocation',
  'postalCode',
  'preferredLanguage',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
] as const;

export type ProfileProperty = (typeof profileProperties)[number];

/** What is not known is left out; no text is empty. */
export type UserProfile = Readonly<Partial<Record<ProfileProperty, string>>>;

/** The profile with these changes; null and the empty text take a property out. */
export function changedProfile(
  profile: UserProfile,
  changes: Readonly<Partial<Record<ProfileProperty, string | null>>>,
): UserProfile {
  const entries = Object.entries({ ...profile, ...changes }).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(entries);
}
