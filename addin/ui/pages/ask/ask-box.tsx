import { useState } from 'preact/hooks'
import { exampleQuestions } from '../../../app/ask/examples.ts'
import { askFlowOf } from '../../ask/ask-flow-of.ts'
import { QuestionBox } from '../../ask/question-box.tsx'
import { useApp } from '../../data/app-context.ts'
import { navigate } from '../../router/router.ts'

/** A question that is answered on the page for it. It does not go into the address: addresses are kept by browsers. */
export function AskBox() {
  const app = useApp()
  const [question, setQuestion] = useState('')
  return (
    <QuestionBox
      label="Ask a question"
      labelHidden
      placeholder={`Ask, e.g. ${exampleQuestions(app.can)[0] ?? ''}`}
      value={question}
      onInput={setQuestion}
      onAsk={words => {
        void askFlowOf(app).ask(words)
        navigate('#/ask')
      }}
    />
  )
}
