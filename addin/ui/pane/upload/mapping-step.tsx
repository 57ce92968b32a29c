import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import type { StepProps } from './step-props.ts'

/** Questions of the server that only a person can answer. The answers are remembered for sheets with these headings. */
export function MappingStep({ flow, state: { busy } }: StepProps) {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const questions = flow.questions()
  const unanswerable = questions.filter(({ choices }) => choices.length === 0)
  const open = questions.filter(({ key, choices }) => choices.length > 0 && !answers[key]).length
  return (
    <form
      class="pane-stack"
      onSubmit={event => {
        event.preventDefault()
        if (!busy && open < questions.length) void flow.answer(answers)
      }}
    >
      <p>
        {questions.length === 1 ? 'One question' : `${questions.length} questions`} about this sheet. Your answers are
        remembered for sheets with the same headings.
      </p>
      {unanswerable.map(({ key, text }) => (
        <MessageBar key={key} tone="bad">
          {text}
        </MessageBar>
      ))}
      {questions
        .filter(({ choices }) => choices.length > 0)
        .map(({ key, label, text, choices }) => (
          <Select
            key={key}
            label={label}
            hint={text}
            value={answers[key] ?? ''}
            options={[{ value: '', label: 'Choose…' }, ...choices]}
            onChange={value => setAnswers({ ...answers, [key]: value })}
          />
        ))}
      <div class="pane-foot">
        <Button
          kind="primary"
          type="submit"
          disabled={busy !== null || Object.values(answers).every(value => value === '')}
        >
          Go on
        </Button>
        <Button disabled={busy !== null} onClick={() => void flow.check()}>
          I changed the sheet: check again
        </Button>
      </div>
    </form>
  )
}
