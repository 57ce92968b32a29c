import { explain } from '../../../api/operations/explain-page.gen.ts'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { unbroken } from '../../data/number-text.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { notExplained } from '../../explanation/not-explained.ts'
import { Recommendations } from '../../explanation/recommendations.tsx'
import { href } from '../../router/router.ts'

const aboutLicenses = new Set(['right_size_seats', 'bill_unbilled_seats'])

/** What to do about the waste, most money first, and why it moved in a sentence. Props: `period`. */
export function LicenseSteps({ period }: { readonly period: PeriodCode }) {
  const query = useQuery(
    explain,
    { input: { metric: 'license_waste', period: periodInput(period), against: 'PREVIOUS_PERIOD' } },
    { keepPrevious: false },
  )
  // Without an explanation there is nothing to do either; the ranking above stands.
  if (notExplained(query.error) !== null) return null
  return (
    <Card
      title="What to do"
      actions={<Link href={href('/explain', { metric: 'license_waste', period })}>Why it moved</Link>}
    >
      <QueryView query={query} height={140}>
        {({ explain: { sentence, recommendations: all } }) => {
          const recommendations = all.filter(each => aboutLicenses.has(each.rule))
          return (
            <>
              <p>{unbroken(sentence)}</p>
              {recommendations.length === 0 ? (
                <p class="quiet">Nothing is worth doing in this period.</p>
              ) : (
                <Recommendations recommendations={recommendations} />
              )}
            </>
          )
        }}
      </QueryView>
    </Card>
  )
}
