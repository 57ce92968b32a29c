import { fittedHabits, judgedHabits } from './habits.ts'
import { type Sample, samples } from './observe.ts'
import { simulatedOrganization } from './organization.ts'
import { fittedShapes, judgedShapes } from './shapes.ts'

/** Which organizations: so many of each shape, by seeds that no other set uses. */
export interface HistorySet {
  readonly kind: 'fitted' | 'judged'
  readonly firstSeed: number
  readonly perShape: number
}

export function histories({ kind, firstSeed, perShape }: HistorySet): Sample[] {
  const [shapes, habits] = kind === 'fitted' ? [fittedShapes, fittedHabits] : [judgedShapes, judgedHabits]
  return shapes.flatMap((shape, position) =>
    Array.from({ length: perShape }, (_, index) => firstSeed + position * 10_000 + index).flatMap(seed =>
      samples(simulatedOrganization(seed, shape, habits), seed),
    ),
  )
}
