import { parseAddress } from '../model/address.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import type { Comment } from '../model/metadata.ts'
import { rectangle } from '../model/rectangle.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Workbook } from '../model/workbook.ts'
import { booleanArgument, textArgument } from './arguments.ts'
import { type HostObject, isHostObject, nullObject, objectType } from './host-object.ts'
import { rangeObject } from './range.ts'
import { RangeTarget } from './range-target.ts'

interface CommentTarget {
  readonly workbook: Workbook
  readonly id: string
}

interface CommentsTarget {
  readonly workbook: Workbook
  readonly sheet?: Sheet
}

function current({ workbook, id }: CommentTarget): Comment {
  const comment = workbook.comments.find(known => known.id === id)
  if (!comment) throw itemNotFound()
  return comment
}

function change(target: CommentTarget, part: Partial<Comment> | null): void {
  const { workbook } = target
  const known = current(target)
  const comments = workbook.comments.flatMap(other =>
    other === known ? (part ? [{ ...known, ...part }] : []) : [other],
  )
  workbook.journal.set(workbook, 'comments', comments)
  workbook.tell({ kind: 'other' })
}

const commentObject: (target: CommentTarget) => HostObject = objectType<CommentTarget>({
  name: 'Comment',
  id: ({ id }) => id,
  scalars: ['AuthorName', 'Content', 'Id', 'Resolved'],
  properties: {
    Id: { get: ({ id }) => id, provenance: 'documentation' },
    AuthorName: { get: target => current(target).author, provenance: 'documentation' },
    Content: {
      get: target => current(target).content,
      set: (target, value) => change(target, { content: textArgument(value) }),
      provenance: 'documentation',
    },
    Resolved: {
      get: target => current(target).resolved,
      set: (target, value) => change(target, { resolved: booleanArgument(value) }),
      provenance: 'documentation',
    },
  },
  methods: {
    Delete: {
      call: target => {
        change(target, null)
        return null
      },
      provenance: 'documentation',
    },
    GetLocation: {
      call: target => {
        const { sheet, row, column } = current(target)
        return rangeObject(new RangeTarget(sheet, rectangle(row, column)))
      },
      provenance: 'documentation',
    },
  },
})

const commentsOf = ({ workbook, sheet }: CommentsTarget): Comment[] =>
  workbook.comments.filter(comment => !sheet || comment.sheet === sheet)

export const commentCollectionObject: (target: CommentsTarget) => HostObject = objectType<CommentsTarget>({
  name: 'CommentCollection',
  scalars: [],
  properties: {},
  items: target => commentsOf(target).map(({ id }) => commentObject({ workbook: target.workbook, id })),
  methods: {
    Add: {
      call: ({ workbook, sheet }, cell, content) => {
        const at =
          isHostObject(cell) && cell.target instanceof RangeTarget
            ? cell.target
            : addressTarget(workbook, sheet ?? workbook.activeSheet, textArgument(cell))
        const id = `{comment-${workbook.nextNumber()}}`
        const { row, column } = at.block
        const added = {
          id,
          sheet: at.sheet,
          row,
          column,
          content: textArgument(content),
          author: workbook.author,
          resolved: false,
        }
        workbook.journal.set(workbook, 'comments', [...workbook.comments, added])
        workbook.tell({ kind: 'other' })
        return commentObject({ workbook, id })
      },
      provenance: 'documentation',
    },
    GetItem: {
      call: ({ workbook }, id) => {
        const target = { workbook, id: textArgument(id) }
        current(target)
        return commentObject(target)
      },
      provenance: 'documentation',
    },
    GetItemOrNullObject: {
      call: ({ workbook }, id) => {
        const found = workbook.comments.find(known => known.id === textArgument(id))
        return found ? commentObject({ workbook, id: found.id }) : nullObject
      },
      provenance: 'documentation',
    },
    GetCount: { call: target => commentsOf(target).length, provenance: 'documentation' },
  },
})

function addressTarget(workbook: Workbook, home: Sheet, address: string): RangeTarget {
  const parsed = parseAddress(address)
  if (!parsed) throw invalidArgument()
  return new RangeTarget(parsed.sheet === null ? home : workbook.sheet(parsed.sheet), parsed.block)
}
