import { type LicenseRow, monthlyCost, seatGaps } from './license.ts'

/** A sum that licenses add to, month by month. */
export interface LicenseSlot {
  readonly slot: string
  /** Counts the licenses that do not say it. */
  readonly unknown: string
  /** For one month: whole units; null: it does not say. */
  readonly amount: (license: LicenseRow) => number | null
  /** Of money per seat: what it is worth is divided by the seats that were bought. */
  readonly perSeat?: true
}

const both = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b)
const gapSlots = (['unbilled', 'unassigned', 'overbilled', 'shadow'] as const).flatMap((name): LicenseSlot[] => [
  { slot: name, unknown: `${name}Unknown`, amount: license => seatGaps(license)[name] },
  {
    ...{ slot: `${name}Amount`, unknown: `${name}AmountUnknown`, perSeat: true },
    amount: license => both(seatGaps(license)[name], monthlyCost(license)),
  },
])

export const licenseSlots: readonly LicenseSlot[] = [
  { slot: 'cost', unknown: 'uncosted', amount: monthlyCost },
  { slot: 'purchased', unknown: 'purchasedUnknown', amount: license => license.seats_purchased },
  { slot: 'assigned', unknown: 'assignedUnknown', amount: license => license.seats_assigned },
  { slot: 'used', unknown: 'usedUnknown', amount: license => license.seats_used },
  { slot: 'billed', unknown: 'billedUnknown', amount: license => license.seats_billed },
  {
    ...{ slot: 'purchasedOfUsed', unknown: 'usedUnknown' },
    amount: license => (license.seats_used === null ? null : license.seats_purchased),
  },
  {
    ...{ slot: 'usedOfCosted', unknown: 'wasteUnknown' },
    amount: license => (monthlyCost(license) === null ? null : license.seats_used),
  },
  {
    ...{ slot: 'costOfUsed', unknown: 'wasteUnknown' },
    amount: license => (license.seats_used === null ? null : monthlyCost(license)),
  },
  {
    ...{ slot: 'waste', unknown: 'wasteUnknown', perSeat: true },
    amount: license => both(seatGaps(license).waste, monthlyCost(license)),
  },
  ...gapSlots,
]

/** The slots of these names, and whether each counts its unknown: those that share one count it once. */
export function neededSlots(names: ReadonlySet<string>): { readonly slot: LicenseSlot; readonly counts: boolean }[] {
  const needed = licenseSlots.filter(({ slot }) => names.has(slot))
  return needed.map(slot => ({ slot, counts: needed.find(({ unknown }) => unknown === slot.unknown) === slot }))
}
