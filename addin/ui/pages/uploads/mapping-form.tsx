import { useState } from 'preact/hooks'
import type { DatasetInfo } from '../../../app/upload/dataset-info.ts'
import { mappingQuestions } from '../../../app/upload/mapping-question.ts'
import type { MappingNeeded } from '../../../app/upload/upload-outcome.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'

/** The server's questions about a sheet. Props: `needed`, `dataset`, `busy`, `onAnswer` (answers by key). */
export function MappingForm({
  needed,
  dataset,
  busy,
  onAnswer,
}: {
  readonly needed: MappingNeeded
  readonly dataset: DatasetInfo
  readonly busy: boolean
  readonly onAnswer: (answers: Readonly<Record<string, string>>) => void
}) {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const questions = mappingQuestions(needed, dataset)
  return (
    <form
      class="page-stack"
      onSubmit={event => {
        event.preventDefault()
        onAnswer(answers)
      }}
    >
      {questions.map(({ key, label, text, choices }) => {
        const change = (value: string) => setAnswers({ ...answers, [key]: value })
        return choices.length === 0 ? (
          <TextInput key={key} label={label} hint={text} value={answers[key] ?? ''} onInput={change} />
        ) : (
          <Select
            key={key}
            label={label}
            hint={text}
            value={answers[key] ?? ''}
            options={[{ value: '', label: 'Choose…' }, ...choices]}
            onChange={change}
          />
        )
      })}
      <div class="row-line">
        <Button kind="primary" type="submit" busy={busy}>
          Go on
        </Button>
      </div>
    </form>
  )
}
