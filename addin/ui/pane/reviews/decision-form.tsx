import { useState } from 'preact/hooks'
import type { ReviewVerdict } from '../../../api/operations/reviews.gen.ts'
import { decisionProblem } from '../../../app/reviews/decide-review.ts'
import { Button } from '../../components/button.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { TextInput } from '../../components/text-input.tsx'

const verdicts: readonly { readonly value: ReviewVerdict; readonly label: string; readonly hint: string }[] = [
  { value: 'APPROVE', label: 'Approve', hint: 'The number is published as it is.' },
  { value: 'REJECT', label: 'Reject', hint: 'The number is withheld.' },
  { value: 'CORRECT', label: 'Correct', hint: 'Another number takes its place; both are kept.' },
]

/** The decision on a result. What is missing is said before anything is sent. */
export function DecisionForm({
  busy,
  onDecide,
}: {
  readonly busy: boolean
  readonly onDecide: (verdict: ReviewVerdict, comment: string, correctedValue: number | null) => void
}) {
  const [verdict, setVerdict] = useState<ReviewVerdict>('APPROVE')
  const [comment, setComment] = useState('')
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const correctedValue = verdict === 'CORRECT' && number.trim() !== '' ? Number(number) : null
  const problem = decisionProblem({ verdict, comment, correctedValue })
  return (
    <form
      class="pane-stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (problem === null && !busy) onDecide(verdict, comment, correctedValue)
      }}
    >
      <RadioGroup label="Decision" value={verdict} options={verdicts} onChange={setVerdict} />
      {verdict === 'CORRECT' && (
        <TextInput
          label="Right value"
          inputMode="decimal"
          required
          hint="In the unit of the metric, with a point as decimal mark."
          error={tried && correctedValue === null ? 'Enter the value that is right.' : null}
          value={number}
          onInput={setNumber}
        />
      )}
      <TextInput
        label="Comment"
        lines={2}
        required={verdict !== 'APPROVE'}
        error={tried && problem !== null && (verdict !== 'CORRECT' || correctedValue !== null) ? problem : null}
        value={comment}
        onInput={setComment}
      />
      <div class="pane-row">
        <Button kind="primary" type="submit" busy={busy}>
          {verdicts.find(({ value }) => value === verdict)?.label}
        </Button>
      </div>
    </form>
  )
}
