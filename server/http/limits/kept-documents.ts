import type { DocumentNode } from 'graphql'

/** Tokens of all documents kept together: some 800 bytes of memory each, half of them for the plans they are executed by. */
const MOST_TOKENS = 100_000

/** Parsed documents by their text, so that what is asked again is not parsed and planned again; the oldest go first. */
export function keptDocuments(mostTokens = MOST_TOKENS) {
  const kept = new Map<string, DocumentNode>()
  let tokens = 0
  const weight = (text: string, { tokenCount = 0 }: DocumentNode) => tokenCount + text.length / 50
  return {
    get: (text: string): DocumentNode | undefined => {
      const document = kept.get(text)
      if (document) {
        kept.delete(text)
        kept.set(text, document)
      }
      return document
    },
    set: (text: string, document: DocumentNode): void => {
      const added = weight(text, document)
      // A single one that would drive all others out is not worth it.
      if (added > mostTokens / 10 || kept.has(text)) return
      kept.set(text, document)
      tokens += added
      for (const [oldest, each] of kept) {
        if (tokens <= mostTokens) break
        kept.delete(oldest)
        tokens -= weight(oldest, each)
      }
    },
  }
}
