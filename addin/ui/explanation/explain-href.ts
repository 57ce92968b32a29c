import type { ExplainInput } from '../../api/operations/explain-page.gen.ts'
import { codeOfDays } from '../data/comparison-text.ts'
import { href } from '../router/router.ts'

/** The address of the page that answers a question; null where the page cannot ask it (parts other than one client). */
export function explainHref({ metric, where, period, against }: ExplainInput): string | null {
  const { clients, ...others } = where ?? {}
  if (Object.keys(others).length > 0 || (clients && clients.length !== 1) || !period) return null
  const code = period.between ? codeOfDays(period.between.from, period.between.to) : period.named
  return code ? href('/explain', { metric, client: clients?.[0], period: code, against }) : null
}
