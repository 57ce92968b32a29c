import { type ExplainInput, explain } from '../../api/operations/explain-page.gen.ts'
import { MessageBar } from '../components/message-bar.tsx'
import { QueryView } from '../data/query-view.tsx'
import { useQuery } from '../data/use-query.ts'
import { ExplanationView } from './explanation-view.tsx'
import { notExplained } from './not-explained.ts'

/** Asks why, and shows the answer. Props: `input` as the API takes it, `brief`, `baselineLabel`. */
export function ExplainQuery({
  input,
  brief = false,
  baselineLabel,
}: {
  readonly input: ExplainInput
  readonly brief?: boolean
  readonly baselineLabel?: string
}) {
  const query = useQuery(explain, { input }, { keepPrevious: false })
  const reason = notExplained(query.error)
  // Some reasons say what to ask instead.
  const end = reason?.includes(';') ? '' : '; choose another period, or something else to compare with'
  if (reason !== null)
    return (
      <MessageBar>
        {reason}
        {end}
      </MessageBar>
    )
  return (
    <QueryView query={query} height={240}>
      {({ explain: explanation }) => (
        <ExplanationView
          explanation={explanation}
          brief={brief}
          {...(baselineLabel === undefined ? {} : { baselineLabel })}
        />
      )}
    </QueryView>
  )
}
