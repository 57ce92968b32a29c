import { Badge } from '../../components/badge.tsx'

/** What a utilisation means: more than there is, above, within or below the target. Props: `value` in percent, `target`. */
export function Load({
  value,
  target,
}: {
  readonly value: number | null
  readonly target: { readonly from: number | null; readonly to: number | null } | null
}) {
  if (value === null) return <Badge>No capacity known</Badge>
  if (value > 100) return <Badge tone="bad">Over capacity</Badge>
  if (target?.to != null && value > target.to) return <Badge tone="warn">Nearly full</Badge>
  if (target?.from != null && value < target.from) return <Badge>Room for more</Badge>
  return <Badge tone="good">On target</Badge>
}
