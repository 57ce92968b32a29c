import type { Dimension } from '../../metrics/metric-query.ts'
import type { MetricDefinition } from '../../metrics/metric-table.ts'
import type { CompiledQuery } from '../context.ts'
import { between, checkComparison, checkDimensions, dimensionsOfNames, filterOf, tidyExplain } from './compile-query.ts'
import { Abstain, type Draft, note } from './draft.ts'
import { hasCue } from './segment.ts'
import { isTime } from './settle-change.ts'

/** Why a metric is as it is, or moved: against what, by what. */
export function explanation(draft: Draft, definitions: readonly MetricDefinition[]): CompiledQuery {
  const [metric, other] = definitions
  if (!metric) throw new Abstain('AMBIGUOUS_METRIC')
  if (other?.key === 'effective_rate_net') note(draft, 'METRIC', '', 'effective_rate_gross', 0.88)
  else if (other)
    throw new Abstain(
      'UNSUPPORTED',
      definitions.map(({ name }) => name),
    )
  if (draft.names.some(({ excluded }) => excluded)) note(draft, 'NAME', '', 'with exceptions', 0.9)
  const { vocabulary } = draft.context
  const by = draft.groupBy.filter(dimension => !isTime(dimension))
  checkDimensions([metric], [...(by as Dimension[]), ...dimensionsOfNames(draft)], vocabulary)
  const narrowed = draft.names.some(
    ({ dimension, excluded }) => !excluded && (dimension === 'CLIENT' || dimension === 'INDUSTRY'),
  )
  const states = draft.segments.some(segment => hasCue(segment, 'lowstate', 'highstate', 'negative'))
  const moves = draft.segments.some(segment => hasCue(segment, 'change', 'up', 'down'))
  const against = draft.compareTo ?? (states && !moves && narrowed ? 'PORTFOLIO' : 'PREVIOUS_PERIOD')
  if (against === 'BUDGET') checkComparison({ ...draft, compareTo: 'BUDGET' }, [metric])
  if (against === 'PORTFOLIO' && !narrowed) throw new Abstain('IMPOSSIBLE_COMPARISON', ['portfolio'])
  if (!draft.compareTo && !moves && !states) note(draft, 'COMPARISON', '', against, 0.85)
  return {
    explain: tidyExplain({
      metric: metric.key,
      where: filterOf(draft.names),
      period: draft.period ? between(draft.period) : undefined,
      against,
      clientId: draft.comparedClient ?? undefined,
      by: by.length === 1 && by[0] !== 'CLIENT' ? (by[0] as 'TEAM') : undefined,
    }),
  }
}
