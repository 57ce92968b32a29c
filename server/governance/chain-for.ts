import type { ApprovalStep, Policies } from './policy-schema.ts'

/** The steps of approval of a result: those of the first chain that fits. Without one, nobody could: an owner does. */
export function chainFor({ chains }: Policies['approval'], metric: string, value: number): readonly ApprovalStep[] {
  const fitting = chains.find(
    ({ metrics, fromAmount }) =>
      (metrics === undefined || metrics.includes(metric)) &&
      (fromAmount === undefined || Math.abs(value) >= fromAmount),
  )
  return fitting?.steps ?? [{ roles: ['OWNER'], count: 1 }]
}
