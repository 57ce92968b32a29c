import { useState } from 'preact/hooks'
import { apiKeys, createApiKey, type KeyFragment, revokeApiKey } from '../../../api/operations/keys.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { dayText, timeText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { roleName } from '../../data/role-name.ts'
import { useQuery } from '../../data/use-query.ts'
import { addIcon, keysIcon } from '../../icons/icons.ts'
import { PageHead } from '../parts/page-head.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { MorePages } from '../uploads/more-pages.tsx'
import { type KeyInput, NewKeyDialog } from './new-key-dialog.tsx'
import { scopeTexts } from './scope-texts.ts'
import '../uploads/parts.css'

const PAGE = 50

/** Keys for BI tools and programs: made, shown once, ended. */
export function KeysPage() {
  const { api, can } = useApp()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const allowed = can('keys:manage')
  const query = useQuery(allowed ? apiKeys : null, { first: PAGE, after: cursors.at(-1) ?? null })
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)
  const [ending, setEnding] = useState<KeyFragment | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    try {
      await work()
      query.reload()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const create = (input: KeyInput) =>
    run(async () => {
      const { createApiKey: created } = await api.request(createApiKey, { input })
      setMade({ name: created.apiKey.name, secret: created.secret })
      setMaking(false)
    })
  if (!allowed)
    return (
      <div class="page">
        <PageHead title="API keys" />
        <MessageBar tone="warn" title="Your role does not manage keys.">
          Ask an owner or administrator for a key, and say what it is for.
        </MessageBar>
      </div>
    )
  return (
    <div class="page">
      <PageHead
        title="API keys"
        note="Service accounts: each key is one, for Power BI, Grafana or another program. It can do what its role can, or less, and never more than whoever made it; it ends when they leave. Keep it where the tool keeps passwords, never in an address."
      >
        <Button kind="primary" icon={addIcon} onClick={() => setMaking(true)}>
          New key
        </Button>
      </PageHead>
      {made && (
        <ShownOnce title={`The key “${made.name}” is made.`} secret={made.secret} onDone={() => setMade(null)}>
          Copy it now: it is not shown again.
        </ShownOnce>
      )}
      {error !== null && !making && <ProblemBar error={error} />}
      <Card title="Keys" flush>
        <QueryView query={query} height={240}>
          {({ apiKeys: page }) => (
            <>
              <DataTable
                label="API keys"
                columns={columnsFor(setEnding)}
                rows={page.nodes}
                keyOf={key => key.id}
                stale={query.stale}
                empty={
                  <EmptyState title="No keys yet" icon={keysIcon}>
                    Make one for each program, so that each can be ended by itself.
                  </EmptyState>
                }
              />
              <MorePages label="Keys" size={PAGE} page={page} cursors={cursors} onCursors={setCursors} />
            </>
          )}
        </QueryView>
      </Card>
      {making && (
        <NewKeyDialog
          busy={busy}
          error={error}
          onClose={() => setMaking(false)}
          onCreate={input => void create(input)}
        />
      )}
      <Dialog
        title={`End the key ${ending?.name ?? ''}`}
        open={ending !== null}
        size="small"
        onClose={() => setEnding(null)}
        actions={
          <>
            <Button onClick={() => setEnding(null)}>Cancel</Button>
            <Button
              kind="danger"
              busy={busy}
              onClick={() =>
                void run(async () => {
                  if (ending) await api.request(revokeApiKey, { id: ending.id })
                  setEnding(null)
                })
              }
            >
              End it
            </Button>
          </>
        }
      >
        <p>Whatever uses it is refused from now on. That cannot be taken back; a new key can be made.</p>
      </Dialog>
    </div>
  )
}

const columnsFor = (onEnd: (key: KeyFragment) => void): readonly DataColumn<KeyFragment>[] => [
  { key: 'name', heading: 'Name', cell: ({ name }) => name },
  { key: 'prefix', heading: 'Begins with', cell: ({ prefix }) => <code>{prefix}…</code> },
  { key: 'role', heading: 'Role', cell: ({ role }) => roleName(role) },
  {
    key: 'scopes',
    heading: 'Narrowed to',
    cell: ({ scopes }) =>
      scopes === null ? (
        'all of its role'
      ) : (
        <span title={scopes.join(', ')}>
          {scopes.map(scope => scopeTexts[scope]?.text ?? scope).join('; ') || 'nothing'}
        </span>
      ),
  },
  {
    key: 'made',
    heading: 'Made',
    cell: ({ createdAt, createdBy }) => `${dayText(createdAt)}${createdBy ? ` by ${createdBy.name}` : ''}`,
  },
  {
    key: 'used',
    heading: 'Last used',
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : timeText(lastUsedAt)),
  },
  {
    key: 'ends',
    heading: 'Ends',
    cell: ({ expiresAt }) => (expiresAt === null ? 'not by itself' : dayText(expiresAt)),
  },
  {
    key: 'state',
    heading: 'State',
    cell: key =>
      key.revokedAt !== null ? (
        <Badge>Ended {dayText(key.revokedAt)}</Badge>
      ) : key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now() ? (
        <Badge>Run out</Badge>
      ) : (
        <Button size="small" aria-label={`End the key ${key.name}`} onClick={() => onEnd(key)}>
          End
        </Button>
      ),
  },
]
