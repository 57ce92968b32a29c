import { execute, type GraphQLSchema, parse } from 'graphql'
import type { Context } from '../../../schema/context.ts'
import { memberOf } from '../../../schema/member.ts'
import { encodeId } from '../../access/opaque-id.ts'

const issueFields = 'row column value code message severity suggestion'
const qualityFields = 'quality { score dimensions { name score formula } recommendations }'

/** What an upload answers over plain HTTP is what the schema answers, so that masks and names are the same. */
const document = parse(`query ($id: ID!) {
  uploadResult(id: $id) {
    __typename
    ... on Snapshot {
      id number dataset status fileName sha256 byteSize createdAt description
      rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount
      period { from to label } ${qualityFields} headings { heading column by }
      issues(first: 1000) { totalCount pageInfo { hasNextPage endCursor } nodes { ${issueFields} } }
    }
    ... on InvalidFile { code message }
    ... on MappingNeeded { message questions { code heading column message choices } headings { heading column by } }
    ... on DuplicateUpload { message existing { id number } }
    ... on RowsRejected { message rowCount rejectedCount issues { ${issueFields} } ${qualityFields} }
    ... on QualityTooLow { message minimum issues { ${issueFields} } ${qualityFields} }
    ... on UploadCancelled { message }
  }
}`)

const statuses: Readonly<Record<string, number>> = {
  Snapshot: 200,
  InvalidFile: 400,
  MappingNeeded: 409,
  DuplicateUpload: 409,
  RowsRejected: 422,
  QualityTooLow: 422,
  UploadCancelled: 409,
}

/** The ended upload with this uid as JSON, and the status that goes with it. */
export async function uploadAnswer(schema: GraphQLSchema, context: Context, uid: string) {
  const id = encodeId('Snapshot', memberOf(context).organizationId, uid)
  const { data, errors } = await execute({ schema, document, contextValue: context, variableValues: { id } })
  const body = data?.uploadResult as { __typename: string } | null | undefined
  if (!body) throw errors?.[0]?.originalError ?? errors?.[0] ?? new Error('The upload has no result')
  return { status: statuses[body.__typename] ?? 200, body }
}
