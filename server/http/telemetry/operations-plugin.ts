import { type DocumentNode, GraphQLError, getOperationAST, Kind } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import { ExpectedError } from '../../errors.ts'
import type { Span } from '../tracing/tracing.ts'
import { requestLine } from './request-line.ts'
import type { ServerTelemetry } from './server-telemetry.ts'

/**
 * Counts GraphQL operations by type and outcome, times them, and says in the request's line which mutations it asked
 * for. Names that callers give operations are nowhere.
 */
export function operationsPlugin({ metrics, tracing }: ServerTelemetry, clock: () => number): Plugin<Context> {
  const refused = (type: string, errors: readonly unknown[], code: string) => {
    metrics.operations.inc({ type, outcome: 'refused' })
    noteErrors(errors, code)
  }
  const noteErrors = (errors: readonly unknown[], otherwise = 'BAD_REQUEST') => {
    if (errors.length === 0) return
    const codes = [...new Set(errors.map(error => codeOf(error, otherwise)))]
    for (const code of codes) metrics.refusals.inc({ code })
    const line = requestLine()
    if (line) line.errors = codes
  }
  return {
    onParse: () => {
      const span = tracing.begin('graphql.parse', {})
      return ({ result }) => {
        endWith(span, result instanceof Error)
        if (result instanceof Error) refused('unknown', [result], 'GRAPHQL_PARSE_FAILED')
      }
    },
    onValidate: ({ params }) => {
      const span = tracing.begin('graphql.validate', {})
      return ({ valid, result }) => {
        endWith(span, !valid)
        if (!valid) refused(typeOf(params.documentAST), result, 'GRAPHQL_VALIDATION_FAILED')
      }
    },
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { document, operationName } = args
      const type = typeOf(document, operationName)
      const started = clock()
      const span = tracing.begin('graphql.execute', { 'graphql.operation.type': type })
      noteOperation(document, operationName)
      setExecuteFn(given => span.run(() => executeFn(given)))
      return {
        onExecuteDone: ({ result }) => {
          const { refusals }: Context = args.contextValue
          // Masked fields are added to the answer's errors by another plugin, later.
          const errors = [...('errors' in result ? (result.errors ?? []) : []), ...refusals.errors]
          metrics.operations.inc({ type, outcome: errors.length > 0 ? 'errors' : 'ok' })
          metrics.operationSeconds.observe({ type }, (clock() - started) / 1000)
          noteErrors(errors)
          endWith(span, errors.length > 0)
        },
      }
    },
    onSubscribe: ({ args }) => {
      noteOperation(args.document, args.operationName)
      metrics.operations.inc({ type: 'subscription', outcome: 'begun' })
    },
  }
}

const endWith = (span: Span, failed: boolean): void => {
  if (failed) span.failed('GraphQLError')
  span.end()
}

const typeOf = (document: DocumentNode, name?: string | null): string =>
  getOperationAST(document, name)?.operation ?? 'unknown'

/** The root fields of a mutation are names of the schema: it has been validated. */
function noteOperation(document: DocumentNode, name?: string | null): void {
  const line = requestLine()
  const operation = getOperationAST(document, name)
  if (!line || !operation) return
  line.operation = operation.operation
  if (operation.operation !== 'mutation') return
  const named = operation.selectionSet.selections.map(each => (each.kind === Kind.FIELD ? each.name.value : '…'))
  line.fields = [...new Set(named)].slice(0, 20)
}

/** The code of an error: ours, that of what nobody expected, else the one given. */
function codeOf(error: unknown, otherwise: string): string {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  if (cause instanceof ExpectedError) return cause.code
  if (!(cause instanceof GraphQLError)) return 'INTERNAL_SERVER_ERROR'
  const code = String(cause.extensions.code ?? otherwise)
  return /^[A-Z_]{1,40}$/.test(code) ? code : otherwise
}
