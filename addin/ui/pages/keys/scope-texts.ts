/** What a key can be narrowed to, in words; those that programs have a use for. */
export const scopeTexts: Readonly<Record<string, string>> = {
  'data:read': 'read clients, hours and revenue',
  'cost:read': 'read costs, rates, waste and margins',
  'staff:read': 'read names of staff',
  'contact:read': 'read e-mail and phone of contacts',
  'data:write': 'upload, correct and take back',
  'metrics:define': 'define metrics and targets',
  'reviews:decide': 'decide reviews',
  'exports:create': 'create exports',
  'audit:read': 'read the audit log',
  'audit:export': 'export the audit log',
}
