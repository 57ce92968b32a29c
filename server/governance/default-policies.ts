import { type Policies, reviewers } from './policy-schema.ts'

/** What holds until an organization says otherwise. */
export const defaultPolicies: Policies = {
  acceptance: { minimumQuality: {} },
  files: { types: ['csv', 'xlsx'], maxBytes: null, maxRows: null },
  review: {
    metrics: ['revenue', 'hours', 'spend', 'gross_margin_pct', 'license_utilization_pct', 'utilization_pct'],
    confidenceBelow: 0.7,
    limits: [
      { metric: 'gross_margin_pct', below: 0 },
      { metric: 'license_utilization_pct', below: 50 },
      { metric: 'utilization_pct', below: 60, above: 120 },
    ],
    trend: { metric: 'spend', beyondPct: 20, months: 6 },
    unusualChange: { deviations: 3, atLeast: 6 },
    sampleShare: 0.05,
    dueDays: 7,
    unfinishedMonths: false,
    months: null,
  },
  approval: { chains: [{ steps: [{ roles: [...reviewers], count: 1 }] }] },
  masking: { contacts: [], staffNames: [] },
  signIn: { secondFactor: [] },
  retention: { months: {} },
}
