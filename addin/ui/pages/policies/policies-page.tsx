import { useState } from 'preact/hooks'
import { type PolicyVersionFragment, policies, setPolicy } from '../../../api/operations/policies.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { timeText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { editIcon } from '../../icons/icons.ts'
import { PageHead } from '../parts/page-head.tsx'
import { PolicyEditor } from './policy-editor.tsx'
import { policySentences, policyTitles } from './policy-sentences.ts'
import '../uploads/parts.css'

/** The rules that hold: what is accepted, what a person has to look at, who approves, what is masked and kept. */
export function PoliciesPage() {
  const { api, can } = useApp()
  const allowed = can('audit:read')
  const query = useQuery(allowed ? policies : null, {})
  const [editing, setEditing] = useState<PolicyVersionFragment | null>(null)
  const mayEdit = can('policy:write')
  const save = async (key: string, value: unknown) => {
    await api.request(setPolicy, { key, value })
    setEditing(null)
    toast('The policy holds from now on.')
    query.reload()
  }
  if (!allowed)
    return (
      <div class="page">
        <PageHead title="Policies" />
        <MessageBar tone="warn" title="Your role does not read the policies.">
          Owners, administrators and managers do. Ask one of them for what you want to know.
        </MessageBar>
      </div>
    )
  return (
    <div class="page">
      <PageHead
        title="Policies"
        note="The rules that uploads, reviews and people follow. Each change is a version, with who made it, in the log."
      />
      {!mayEdit && <MessageBar>You can read the policies; owners and administrators change them.</MessageBar>}
      <QueryView query={query} height={400}>
        {data => {
          const nameOf = (key: string) => data.metricCatalog.find(metric => metric.key === key)?.name ?? key
          return (
            <div class="page-halves">
              {data.policies.map(policy => (
                <Card
                  key={policy.key}
                  title={policyTitles[policy.key] ?? policy.key}
                  note={
                    policy.version === 0
                      ? 'As the product comes'
                      : `Version ${policy.version}${policy.createdBy ? ` by ${policy.createdBy.name}` : ''}${policy.createdAt ? `, ${timeText(policy.createdAt)}` : ''}`
                  }
                  actions={
                    mayEdit && (
                      <Button
                        size="small"
                        icon={editIcon}
                        aria-label={`Change ${policyTitles[policy.key] ?? policy.key}`}
                        onClick={() => setEditing(policy)}
                      >
                        Change
                      </Button>
                    )
                  }
                >
                  <ul>
                    {policySentences(policy.key, policy.value, nameOf).map(sentence => (
                      <li class="list-line" key={sentence}>
                        {sentence}
                      </li>
                    ))}
                  </ul>
                  {policy.history.length > 0 && (
                    <details>
                      <summary>Earlier versions ({policy.history.length})</summary>
                      <ul>
                        {policy.history.map(({ version, createdAt, createdBy, value }) => (
                          <li class="list-line" key={version}>
                            <span>
                              <Badge>{version}</Badge> {createdAt ? timeText(createdAt) : ''}{' '}
                              {createdBy ? `by ${createdBy.name}` : ''}
                            </span>
                            <span class="small quiet">{policySentences(policy.key, value, nameOf).join(' ')}</span>
                          </li>
                        ))}
                      </ul>
                    </details>
                  )}
                </Card>
              ))}
            </div>
          )
        }}
      </QueryView>
      {editing && (
        <PolicyEditor
          key={`${editing.key}${editing.version}`}
          policy={editing}
          metrics={query.data?.metricCatalog ?? []}
          onClose={() => setEditing(null)}
          onSave={value => save(editing.key, value)}
        />
      )}
    </div>
  )
}
