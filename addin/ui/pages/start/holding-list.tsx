import type { HeldFragment, HoldingsQuery } from '../../../api/operations/start.gen.ts'
import { essential, unlocks, uploadOrder } from '../../../app/first-run/upload-order.ts'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { dayText, timeText } from '../../data/period-text.ts'
import { href } from '../../router/router.ts'
import { datasetTitles } from '../uploads/dataset-titles.ts'

/** What data there is, what is missing, and what that would unlock. Props: `holdings`. */
export function HoldingList({ holdings }: { readonly holdings: HoldingsQuery }) {
  const held: Readonly<Record<(typeof uploadOrder)[number], HeldFragment>> = {
    CLIENTS: holdings.clients,
    STAFF: holdings.staff,
    INVOICES: holdings.invoices,
    TIME_LOGS: holdings.timeLogs,
    LICENSES: holdings.licenses,
    BUDGETS: holdings.budgets,
    FX_RATES: holdings.fxRates,
  }
  const missing = uploadOrder.filter(kind => held[kind].totalCount === 0)
  return (
    <Card
      title="What is there"
      note={
        missing.length === 0
          ? 'Everything that the product can use.'
          : `${uploadOrder.length - missing.length} of ${uploadOrder.length} datasets.`
      }
    >
      <ul>
        {uploadOrder.map(kind => {
          const { totalCount, nodes } = held[kind]
          const [newest] = nodes
          return (
            <li class="list-line" key={kind}>
              <span>
                <strong>{datasetTitles[kind]}</strong>{' '}
                {totalCount === 0 && <span class="quiet">would show {unlocks[kind]}</span>}
                {newest && (
                  <span class="quiet">
                    {newest.period ? `${dayText(newest.period.from)} to ${dayText(newest.period.to)}, ` : ''}newest
                    version of {timeText(newest.createdAt)}
                  </span>
                )}
              </span>
              {totalCount === 0 ? (
                <Badge tone={essential.includes(kind) ? 'warn' : 'neutral'}>
                  {essential.includes(kind) ? 'Needed for margins' : 'Missing'}
                </Badge>
              ) : (
                <Link href={href('/uploads', { dataset: kind })}>
                  {totalCount} {totalCount === 1 ? 'version' : 'versions'}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
