import { useState } from 'preact/hooks'
import type { ExplainInput } from '../../../api/operations/explain-page.gen.ts'
import { type OverviewInsightsQuery, overviewInsights } from '../../../api/operations/overview.gen.ts'
import { Badge, type Tone } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { unbroken, wholeText } from '../../data/number-text.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { explainHref } from '../../explanation/explain-href.ts'
import { ExplainQuery } from '../../explanation/explain-query.tsx'
import { chevronDownIcon, chevronRightIcon } from '../../icons/icons.ts'
import { href } from '../../router/router.ts'
import './insights.css'

type Insight = OverviewInsightsQuery['insights']['items'][number]

const kinds: Readonly<Record<Insight['kind'], readonly [string, Tone]>> = {
  MOVER: ['Changed', 'brand'],
  LOSS: ['Loss', 'bad'],
  WASTE: ['Waste', 'warn'],
  OVERDUE: ['Overdue', 'warn'],
  MISSING_DATA: ['Missing data', 'neutral'],
}
const FIRST = 8

/** What changed and why, most money first; each opens into its waterfall. Props: `period`. */
export function Insights({ period }: { readonly period: PeriodCode }) {
  const [first, setFirst] = useState(FIRST)
  const query = useQuery(overviewInsights, { period: periodInput(period), first })
  return (
    <Card title="What changed and why" note="Most money at stake first" flush>
      <QueryView query={query} height={360}>
        {({ insights }) => (
          <>
            {insights.items.length === 0 && (
              <EmptyState title="Nothing stands out">
                No client moved, lost money or wasted seats beyond the usual.
              </EmptyState>
            )}
            <ol class="insights">
              {insights.items.map(insight => (
                <InsightLine key={`${insight.kind}${insight.sentence}`} insight={insight} />
              ))}
            </ol>
            {insights.items.length < insights.totalCount && (
              <div class="insights-more">
                <span class="quiet small">
                  {insights.items.length} of {insights.totalCount} shown
                </span>
                <Button size="small" busy={query.loading} onClick={() => setFirst(first + 20)}>
                  Show more
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </Card>
  )
}

function InsightLine({ insight }: { readonly insight: Insight }) {
  const [open, setOpen] = useState(false)
  const [word, tone] = kinds[insight.kind]
  return (
    <li class="insight">
      <div class="insight-line">
        <Badge tone={tone}>{word}</Badge>
        <p>{unbroken(insight.sentence)}</p>
        <span class="insight-amount">
          {insight.amount !== null && wholeText(insight.amount, 'MONEY', insight.currency)}
        </span>
      </div>
      <div class="insight-actions">
        {insight.explain && (
          <Button
            kind="subtle"
            size="small"
            icon={open ? chevronDownIcon : chevronRightIcon}
            aria-expanded={open}
            aria-label={`Why: ${insight.sentence}`}
            onClick={() => setOpen(!open)}
          >
            Why
          </Button>
        )}
        {insight.client && (
          <a class="insight-client" href={href(`/clients/${insight.client.id}`)}>
            {insight.client.name}
          </a>
        )}
      </div>
      {open && insight.explain && <InsightWhy input={insight.explain as unknown as ExplainInput} />}
    </li>
  )
}

/** The server wrote the question as an input of its own. */
function InsightWhy({ input }: { readonly input: ExplainInput }) {
  const page = explainHref(input)
  return (
    <div class="insight-why">
      <ExplainQuery input={input} brief />
      {page && (
        <p>
          <a href={page}>All drivers, and how sure it is</a>
        </p>
      )}
    </div>
  )
}
