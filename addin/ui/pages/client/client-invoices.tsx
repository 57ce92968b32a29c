import { clientInvoices } from '../../../api/operations/client.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { wholeText } from '../../data/number-text.ts'
import { dayText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'

const open = new Set(['pending', 'overdue', 'draft'])

/** Invoices that are not paid yet, among the newest hundred. Props: `id`. */
export function ClientInvoices({ id }: { readonly id: string }) {
  const query = useQuery(clientInvoices, { id })
  return (
    <Card title="Open invoices" flush>
      <QueryView query={query} height={140}>
        {({ client }) => {
          const all = client?.invoices.nodes ?? []
          const rows = all.filter(invoice => open.has(invoice.status ?? ''))
          const left = (client?.invoices.totalCount ?? 0) - all.length
          return (
            <>
              <DataTable
                label="Open invoices"
                rows={rows}
                keyOf={row => row.id}
                maxHeight={300}
                stale={query.stale}
                empty={<EmptyState title="Nothing is open" />}
                columns={[
                  { key: 'number', heading: 'Invoice', cell: row => row.invoiceNumber ?? '–' },
                  {
                    key: 'due',
                    heading: 'Due',
                    cell: row => <span class="nowrap">{row.dueDate ? dayText(row.dueDate) : '–'}</span>,
                  },
                  {
                    key: 'status',
                    heading: 'Status',
                    cell: row => <Badge tone={row.status === 'overdue' ? 'bad' : 'neutral'}>{row.status}</Badge>,
                  },
                  {
                    key: 'amount',
                    heading: 'Amount',
                    kind: 'number',
                    cell: row =>
                      row.totalAmount === null ? '–' : wholeText(row.totalAmount, 'MONEY_PER_SEAT', row.currency),
                  },
                ]}
              />
              {left > 0 && (
                <p class="lines-note">
                  Among the newest {all.length}; {left.toLocaleString('en-US')} older ones are not looked at here.
                </p>
              )}
            </>
          )
        }}
      </QueryView>
    </Card>
  )
}
