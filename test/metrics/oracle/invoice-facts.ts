import type { Day } from './days.ts'
import { type Fraction, fraction, fractionOf, minus, nothing, over, plus, times, total } from './fraction.ts'
import { type ClientTraits, traitsOf } from './traits.ts'
import { placesOf, type World, type WorldInvoice, type WorldRate } from './world.ts'

/** An invoice that counts (pending, paid, overdue, credit), in whole units of the base currency. */
export interface InvoiceFact extends ClientTraits {
  readonly day: Day
  readonly serviceLine: string | null
  readonly status: 'pending' | 'paid' | 'overdue' | 'credit'
  readonly due: Day | null
  readonly amounts: Amounts | null
}

interface Amounts {
  readonly net: Fraction
  /** null: the invoice does not say. */
  readonly tax: Fraction | null
  readonly billed: Fraction
}

/** All counting invoices; `amounts` is null where no rate is known. Draft and void never count. */
export function invoiceFacts(world: World): InvoiceFact[] {
  return (world.invoices ?? []).flatMap(invoice => {
    const status = invoice.status ?? 'pending'
    if (status === 'draft' || status === 'void') return []
    const rate = rateOf(world.fxRates ?? [], invoice.currency ?? world.baseCurrency, world.baseCurrency, invoice.date)
    const own = ownAmounts(invoice, placesOf(invoice.currency ?? world.baseCurrency))
    return [
      {
        ...traitsOf(world, invoice.client),
        day: invoice.date,
        serviceLine: invoice.serviceLine,
        status,
        due: invoice.due,
        amounts: rate && {
          net: times(own.net, rate),
          tax: own.tax && times(own.tax, rate),
          billed: times(own.billed, rate),
        },
      },
    ]
  })
}

/** In the invoice's currency: net is the subtotal, else total − tax, else the lines, else the total. */
function ownAmounts(invoice: WorldInvoice, places: number): Amounts {
  const units = (minor: number | null): Fraction | null => (minor === null ? null : fraction(minor, 10 ** places))
  const [subtotal, tax, whole] = [units(invoice.subtotal), units(invoice.tax), units(invoice.total)]
  const lines = invoice.lines && linesOf(invoice.lines)
  const net = subtotal ?? (whole && tax ? minus(whole, tax) : null) ?? lines?.net ?? whole ?? nothing
  const knownTax = tax ?? (subtotal && whole ? minus(whole, subtotal) : null) ?? lines?.tax ?? null
  const billed = whole ?? plus(net, knownTax ?? nothing)
  if (invoice.status !== 'credit') return { net, tax: knownTax, billed }
  return { net: negative(net), tax: knownTax && negative(knownTax), billed: negative(billed) }
}

const negative = (value: Fraction): Fraction => (value.n > 0n ? minus(nothing, value) : value)

function linesOf(lines: NonNullable<WorldInvoice['lines']>) {
  const nets = lines.map(line =>
    minus(times(fractionOf(line.quantity), fractionOf(line.unitPrice)), fractionOf(line.discount ?? '0')),
  )
  const taxed = lines.some(line => line.taxRate !== null)
  const taxes = lines.map((line, index) => times(nets[index]!, fractionOf(line.taxRate ?? '0')))
  return { net: total(nets), tax: taxed ? total(taxes) : null }
}

/** What one unit of `from` is worth on the day: the latest direct rate, else the latest inverse one, else unknown. */
function rateOf(rates: readonly WorldRate[], from: string, to: string, day: Day): Fraction | null {
  if (from === to) return fraction(1)
  const latest = (a: string, b: string): WorldRate | undefined =>
    rates
      .filter(rate => rate.from === a && rate.to === b && rate.date <= day)
      .sort((x, y) => (x.date < y.date ? 1 : -1))[0]
  const direct = latest(from, to)
  if (direct) return fractionOf(direct.rate)
  const inverse = latest(to, from)
  return inverse ? over(fraction(1), fractionOf(inverse.rate)) : null
}
