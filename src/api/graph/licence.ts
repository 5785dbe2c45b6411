/** The one licence that Postern knows: a mailbox, under the ids that Microsoft publishes for Exchange Online (Plan 1). Pure. */

export const licence = {
  skuId: '4b9405b0-7788-4568-add1-99614e613b69',
  skuPartNumber: 'EXCHANGESTANDARD',
  servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  servicePlanName: 'EXCHANGE_S_STANDARD',
} as const;

/** The plan as a licence names it. */
export const servicePlan = {
  servicePlanId: licence.servicePlanId,
  servicePlanName: licence.servicePlanName,
  provisioningStatus: 'Success',
  appliesTo: 'User',
};
