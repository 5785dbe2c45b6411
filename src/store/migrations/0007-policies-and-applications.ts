/** Conditional Access policies in their whole shape, and what a registration and a service principal say beside what they may do. */

/** A list of policies in older words, `value` being JSON: blocked and excluded ranges, names of users. */
const whole = (value: string): string => `(SELECT json_group_array(json_object(
  'id', printf('00000000-0000-4000-8000-%012x', key + 1),
  'clientApps', json('["exchangeActiveSync","other"]'),
  'includedUsers', json('["All"]'),
  'excludedUsers', json(coalesce(value -> 'excludedUsers', '[]')),
  'includedApplications', json('["All"]'),
  'excludedApplications', json('[]'),
  'includedLocations', json(iif(json_array_length(value, '$.blockedRanges') > 0, value -> 'blockedRanges', '["All"]')),
  'excludedLocations', json(coalesce(value -> 'excludedRanges', '[]')),
  'grant', 'block', 'createdAt', NULL, 'modifiedAt', NULL, 'name', value ->> 'name', 'state', value ->> 'state'))
  FROM json_each(${value}))`;

const older = `name = 'conditionalAccessPolicies' AND value LIKE '%"blockedRanges"%'`;
const olderImage = (image: string): string =>
  `table_name = 'setting' AND ${image} ->> 'name' = 'conditionalAccessPolicies' AND ${image} ->> 'value' LIKE '%"blockedRanges"%'`;

export const policiesAndApplications = `
-- Nobody changes anything here: it is said in other words.
DROP TRIGGER IF EXISTS audit_setting_update;
UPDATE setting SET value = ${whole('setting.value')} WHERE ${older};
UPDATE audit_image SET before = json_set(before, '$.value', ${whole("audit_image.before ->> 'value'")}) WHERE ${olderImage('before')};
UPDATE audit_image SET after = json_set(after, '$.value', ${whole("audit_image.after ->> 'value'")}) WHERE ${olderImage('after')};

ALTER TABLE application ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE service_principal ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
`;
