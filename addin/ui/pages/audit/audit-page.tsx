import { useEffect, useState } from 'preact/hooks'
import { type AuditEventsQuery, auditEvents } from '../../../api/operations/audit.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { Drawer } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { timeText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { auditIcon } from '../../icons/icons.ts'
import { type PageProps, setQuery } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { MorePages } from '../uploads/more-pages.tsx'
import { actionGroups } from './action-groups.ts'
import { EventDetails } from './event-details.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { VerificationCard } from './verification-card.tsx'
import '../uploads/parts.css'

export type AuditEvent = AuditEventsQuery['auditEvents']['nodes'][number]
const PAGE = 50

/** Who saw and changed what, and proof that nobody edited it. */
export function AuditPage({ query: { action = '', search = '', from = '', to = '' } }: PageProps) {
  const { can } = useApp()
  const [typed, setTyped] = useState(search)
  const [cursors, setCursors] = useState<readonly string[]>([])
  const [open, setOpen] = useState<AuditEvent | null>(null)
  const narrow = (change: Record<string, string | null>) => {
    setCursors([])
    setQuery(change)
  }
  useEffect(() => {
    if (typed === search) return
    const wait = setTimeout(() => narrow({ search: typed }), 300)
    return () => clearTimeout(wait)
  }, [typed, search])
  const allowed = can('audit:read')
  const query = useQuery(allowed ? auditEvents : null, {
    filter: {
      ...(action === '' ? {} : { action }),
      ...(search === '' ? {} : { search }),
      ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
      ...(to === '' ? {} : { to: new Date(new Date(`${to}T00:00:00`).getTime() + 86_400_000).toISOString() }),
    },
    first: PAGE,
    after: cursors.at(-1) ?? null,
  })
  if (!allowed)
    return (
      <div class="page">
        <PageHead title="Audit log" />
        <MessageBar tone="warn" title="Your role does not read the log.">
          Owners, administrators and managers do. Ask one of them for what you want to know.
        </MessageBar>
      </div>
    )
  return (
    <div class="page">
      <PageHead
        title="Audit log"
        note="Every change, refusal, sign-in, export and look at personal data. Entries are chained by hashes, so that an edit shows."
      >
        {can('audit:export') && <ExportButtons />}
      </PageHead>
      <VerificationCard />
      <Card title="Entries" flush>
        <div class="filters">
          <TextInput
            label="Search"
            type="search"
            placeholder="Action, subject, details, address"
            value={typed}
            onInput={setTyped}
          />
          <Select label="About" value={action} options={actionGroups} onChange={value => narrow({ action: value })} />
          <TextInput label="From" type="date" value={from} onInput={value => narrow({ from: value })} />
          <TextInput label="To" type="date" value={to} onInput={value => narrow({ to: value })} />
        </div>
        <QueryView query={query} height={400}>
          {({ auditEvents: page }) => (
            <>
              <DataTable
                label="Entries of the log, newest first"
                columns={columnsFor(setOpen)}
                rows={page.nodes}
                keyOf={event => event.id}
                stale={query.stale}
                empty={
                  <EmptyState title="No entry is like that" icon={auditIcon}>
                    Search for another word, or take a condition away.
                  </EmptyState>
                }
              />
              <MorePages label="Entries" size={PAGE} page={page} cursors={cursors} onCursors={setCursors} />
            </>
          )}
        </QueryView>
      </Card>
      <Drawer title={open ? `Entry ${open.seq}` : ''} open={open !== null} onClose={() => setOpen(null)}>
        {open && <EventDetails event={open} />}
      </Drawer>
    </div>
  )
}

const columnsFor = (onOpen: (event: AuditEvent) => void): readonly DataColumn<AuditEvent>[] => [
  { key: 'seq', heading: 'Entry', cell: ({ seq }) => seq },
  { key: 'at', heading: 'When', cell: ({ at }) => timeText(at) },
  { key: 'action', heading: 'What', cell: ({ action }) => <code>{action}</code> },
  { key: 'subject', heading: 'About', cell: ({ subject }) => subject },
  {
    key: 'who',
    heading: 'Who',
    cell: ({ actor, apiKey, role, erased }) =>
      erased ? (
        <Badge>erased</Badge>
      ) : (
        `${actor?.name ?? 'the server'}${apiKey ? ` by key ${apiKey.name}` : ''}${role ? `, ${role.toLowerCase()}` : ''}`
      ),
  },
  {
    key: 'more',
    heading: 'Details',
    cell: event => (
      <Button size="small" kind="subtle" aria-label={`Details of entry ${event.seq}`} onClick={() => onOpen(event)}>
        Details
      </Button>
    ),
  },
]
