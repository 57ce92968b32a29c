import { z } from 'zod'
import { type Role, roles } from '../access/policy.ts'
import type { DatasetKind } from '../datasets/dataset.ts'
import { datasets } from '../datasets/datasets.ts'

const kinds = datasets.map(dataset => dataset.kind) as [DatasetKind, ...DatasetKind[]]
const role = z.enum(roles)
const metric = z.string().min(1).max(100)
const share = z.number().min(0).max(1)
const approvers = z.array(role).min(1)

const byDataset = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(kinds), value)

/** A step of approval: so many different people of these roles. */
export const approvalStep = z.strictObject({ roles: approvers, count: z.int().min(1).max(10) })
export type ApprovalStep = z.infer<typeof approvalStep>

/** What policies say, by key: the shape of each, checked whenever one is stored. */
export const policySchemas = {
  /** Lowest quality (0 to 100) of an upload that is accepted; datasets that are not named take what the server is set to. */
  acceptance: z.strictObject({ minimumQuality: byDataset(z.number().min(0).max(100)) }),
  /** Which files are taken, and how large; null: what the server is set to, which is never exceeded. */
  files: z.strictObject({
    types: z.array(z.enum(['csv', 'xlsx'])).min(1),
    maxBytes: z.int().min(1).nullable(),
    maxRows: z.int().min(1).nullable(),
  }),
  /** Which results a person has to look at. */
  review: z.strictObject({
    /** Results that are looked at: of each client and month, or of the firm where a metric has no clients. */
    metrics: z.array(metric).max(50),
    confidenceBelow: share,
    limits: z.array(z.strictObject({ metric, below: z.number().optional(), above: z.number().optional() })).max(100),
    /** A series that rises or falls by more than so many % a month over the last months. */
    trend: z.strictObject({ metric, beyondPct: z.number().min(0), months: z.int().min(3).max(60) }).nullable(),
    /** A change from the month before that lies outside of the median ± so many scaled median deviations of earlier changes. */
    unusualChange: z.strictObject({ deviations: z.number().min(0), atLeast: z.int().min(3).max(60) }).nullable(),
    sampleShare: share,
    dueDays: z.number().min(0).max(365),
    /** Whether months that are not over are looked at. */
    unfinishedMonths: z.boolean(),
    /** Only results of so many months before the present one, so that a first upload of years asks about the last; null: of all. */
    months: z.int().min(1).max(1200).nullable().default(null),
  }),
  /** Who approves: the first chain that fits a result; the last should fit all. */
  approval: z.strictObject({
    chains: z
      .array(
        z.strictObject({
          metrics: z.array(metric).min(1).optional(),
          /** Only results of at least this size, whatever the sign. */
          fromAmount: z.number().optional(),
          steps: z.array(approvalStep).min(1).max(5),
        }),
      )
      .max(50),
  }),
  /** Roles that do not see personal data, beyond what the rule book says. */
  masking: z.strictObject({ contacts: z.array(role), staffNames: z.array(role) }),
  /** Who must sign in with a second factor: people of these roles who have none may set one up, and nothing else. */
  signIn: z.strictObject({ secondFactor: z.array(role) }),
  /** Months that rows are kept after their own; null or absent: for ever. */
  retention: z.strictObject({ months: byDataset(z.int().min(1).max(1200).nullable()) }),
} as const

export type PolicyKey = keyof typeof policySchemas
export type Policies = { readonly [K in PolicyKey]: z.infer<(typeof policySchemas)[K]> }
export const policyKeys = Object.keys(policySchemas) as PolicyKey[]
export const isPolicyKey = (key: string): key is PolicyKey => Object.hasOwn(policySchemas, key)
export const reviewers: readonly Role[] = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST']
