import type { CompiledQuery } from '../../app/ask/answer.ts'
import { graphqlText } from '../../app/ask/graphql-text.ts'
import { Button } from '../components/button.tsx'
import { toast } from '../components/toast.tsx'
import { linkIcon } from '../icons/icons.ts'

/** The query that an answer was compiled to, to be copied. Props: `compiled`. */
export function QueryText({ compiled }: { readonly compiled: CompiledQuery }) {
  const text = graphqlText(compiled)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast('Copied: paste it into GraphiQL, or into a program')
    } catch {
      toast('Copying is not allowed here: select the text and copy it instead')
    }
  }
  return (
    <details class="ask-more">
      <summary>The query, as GraphQL</summary>
      <div class="ask-query">
        <Button size="small" icon={linkIcon} onClick={() => void copy()}>
          Copy query
        </Button>
        <pre>{text}</pre>
      </div>
    </details>
  )
}
