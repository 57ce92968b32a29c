import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { toast } from '../../components/toast.tsx'
import { baselineLabel } from '../../data/against-text.ts'
import { periodInput } from '../../data/period-text.ts'
import { usePeriod } from '../../data/use-month.ts'
import { ExplainQuery } from '../../explanation/explain-query.tsx'
import { linkIcon } from '../../icons/icons.ts'
import { type PageProps, setQuery } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { ExplainChoices } from './explain-choices.tsx'
import { questionOf } from './question-of.ts'

/** Why any number is what it is: number, client, period and other side chosen; the whole question stands in the address. */
export function ExplainPage({ query }: PageProps) {
  const { period, newest, error, reload } = usePeriod(query.period)
  const question = questionOf(query)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      toast('Copied: whoever may see these numbers can open the link')
    } catch {
      toast('The browser does not allow copying here; copy the address above instead')
    }
  }
  return (
    <div class="page">
      <PageHead title="Explain" note="Drivers that add up to the difference, with nothing left over">
        {period && <PeriodPicker value={period} latest={newest} onChange={code => setQuery({ period: code })} />}
        <Button icon={linkIcon} onClick={() => void copy()}>
          Copy link
        </Button>
      </PageHead>
      {error !== null && <ProblemBar error={error} onRetry={reload} />}
      <Card title="Question">
        <ExplainChoices question={question} />
      </Card>
      {period === null ? (
        error === null && <Skeleton height={320} />
      ) : question.against === 'CLIENT' && question.other === null ? (
        <p class="quiet">Choose the other client.</p>
      ) : (
        <Card title="Answer">
          <ExplainQuery
            input={{
              metric: question.metric,
              period: periodInput(period),
              against: question.against,
              ...(question.client === null ? {} : { where: { clients: [question.client] } }),
              ...(question.against === 'CLIENT' && question.other !== null ? { clientId: question.other } : {}),
            }}
            {...baselineLabel(question.against)}
          />
        </Card>
      )}
    </div>
  )
}
