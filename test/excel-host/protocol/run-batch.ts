import { ExcelFault } from '../model/excel-fault.ts'
import { type HostObject, nullObject } from '../objects/host-object.ts'
import {
  type ArgumentInfo,
  actionTypes,
  type BatchAction,
  type BatchError,
  type BatchRequest,
  type BatchResponse,
  pathTypes,
} from './batch-messages.ts'
import { notImplemented } from './not-implemented.ts'
import { identity, property, queryObject } from './query.ts'
import type { References } from './references.ts'

export interface BatchSurroundings {
  readonly root: HostObject
  readonly newObject: (name: string) => HostObject | undefined
  readonly references: References
  /** Formulas are calculated before anything is read. */
  readonly beforeReading: () => void
  readonly part: <R>(work: () => R) => R
  readonly register: (object: HostObject, event: string, on: boolean, args: readonly unknown[]) => void
}

/** Runs the actions of a batch in order. The first that fails ends it; what was done before stays, as in Excel. */
export function runBatch(request: BatchRequest, surroundings: BatchSurroundings): BatchResponse {
  const run = new BatchRun(request, surroundings)
  const results: { ActionId: number; Value: unknown }[] = []
  // The library registers handlers of events only when it hears that their place in the batch was reached.
  const traces: number[] = []
  for (const [index, action] of request.Actions.entries()) {
    try {
      const value = surroundings.part(() => run.action(action))
      if (value !== undefined) results.push({ ActionId: action.Id, Value: value })
      if (action.ActionType === actionTypes.trace) traces.push(action.Id)
    } catch (error) {
      return { Results: results, TraceIds: traces, Error: batchError(error, index, run.whereIs(action)) }
    }
  }
  return { Results: results, TraceIds: traces }
}

function batchError(error: unknown, index: number, where: string): BatchError {
  if (!(error instanceof ExcelFault)) {
    // A mistake of the host's own, not of the add-in's: it has to be seen.
    console.error(error)
    const message = error instanceof Error ? error.message : String(error)
    return { Code: 'GeneralException', Message: message, Location: where, HttpStatusCode: 500, ActionIndex: index }
  }
  const status = error.code === 'ItemNotFound' ? 404 : error.code === 'AccessDenied' ? 403 : 400
  return {
    Code: error.code,
    Message: error.message,
    Location: error.location ?? where,
    HttpStatusCode: status,
    ActionIndex: index,
  }
}

class BatchRun {
  readonly #request: BatchRequest
  readonly #surroundings: BatchSurroundings
  readonly #objects = new Map<number, HostObject>()

  constructor(request: BatchRequest, surroundings: BatchSurroundings) {
    this.#request = request
    this.#surroundings = surroundings
  }

  action(action: BatchAction): unknown {
    const { references, beforeReading } = this.#surroundings
    const object = () => this.#object(action.ObjectPathId)
    switch (action.ActionType) {
      case actionTypes.instantiate: {
        const found = object()
        return identity(found, references.of(found))
      }
      case actionTypes.query:
      case actionTypes.queryAsJson: {
        beforeReading()
        const { Select = [], Expand = [] } = action.QueryInfo ?? {}
        return queryObject(object(), [...Select, ...Expand.map(name => `${name}/`)], found => references.of(found))
      }
      case actionTypes.method:
        return this.#method(object(), action)
      case actionTypes.setProperty:
        return this.#set(object(), action.Name, this.#arguments(action.ArgumentInfo)[0])
      case actionTypes.update:
        for (const [name, value] of Object.entries(action.ObjectState ?? {}))
          this.#set(object(), name.charAt(0).toUpperCase() + name.slice(1), value)
        return undefined
      case actionTypes.trace:
      case actionTypes.ensureUnchanged:
        return null
      case actionTypes.load:
        return undefined
      default:
        throw notImplemented('Action', String(action.ActionType))
    }
  }

  whereIs({ ObjectPathId, Name }: BatchAction): string {
    const path = this.#request.ObjectPaths[ObjectPathId]
    const parent = this.#request.ObjectPaths[path?.ParentObjectPathId ?? -1]
    return [parent?.Name, path?.Name, Name].filter(name => name !== undefined && name !== '').join('.')
  }

  #method(object: HostObject, action: BatchAction): unknown {
    const { references, register } = this.#surroundings
    const args = this.#arguments(action.ArgumentInfo)
    if (action.Name === '_KeepReference') {
      references.keep(object)
      return null
    }
    if (action.Name === '_RemoveReference') {
      references.remove(String(args[0]))
      return null
    }
    const event = /^_(Un)?[Rr]egister(?:Event)?(\w+?)(?:Event)?$/.exec(action.Name)
    if (event) {
      register(object, event[2] ?? '', event[1] === undefined, args)
      return null
    }
    // As Microsoft's samples have it: getItemOrNullObject('Sample').delete() does nothing where there is none.
    if (object.isNull) return null
    const result = this.#call(object, action.Name, args)
    if (isHostObject(result)) return identity(result, references.of(result))
    return result ?? null
  }

  #set(object: HostObject, name: string, value: unknown): undefined {
    if (object.isNull) return undefined
    const found = object.property(name)
    if (!found?.set) throw notImplemented(object.type.name, `${name}=`)
    found.set(value)
    return undefined
  }

  #arguments(info: ArgumentInfo | undefined): unknown[] {
    return (info?.Arguments ?? []).map((value, index) => {
      const id = info?.ReferencedObjectPathIds?.[index]
      return id ? this.#object(id) : value
    })
  }

  #object(id: number): HostObject {
    const known = this.#objects.get(id)
    if (known) return known
    const found = this.#resolve(id)
    this.#objects.set(id, found)
    return found
  }

  #resolve(id: number): HostObject {
    const path = this.#request.ObjectPaths[id]
    if (!path) throw new ExcelFault('InvalidObjectPath', `There is no object path ${id}.`)
    const { root, newObject, references } = this.#surroundings
    if (path.ObjectPathType === pathTypes.root) return root
    if (path.ObjectPathType === pathTypes.nothing) return nullObject
    if (path.ObjectPathType === pathTypes.newObject) {
      const made = newObject(path.Name)
      if (!made) throw notImplemented('new', path.Name)
      return made
    }
    if (path.ObjectPathType === pathTypes.reference) {
      const kept = references.get(path.Name)
      if (!kept) throw new ExcelFault('InvalidReference', 'This reference is not valid for the current operation.')
      return kept
    }
    const parent = this.#object(path.ParentObjectPathId ?? 0)
    if (parent.isNull) return parent
    const args = this.#arguments(path.ArgumentInfo)
    const value =
      path.ObjectPathType === pathTypes.property
        ? property(parent, path.Name)
        : this.#call(parent, path.ObjectPathType === pathTypes.indexer ? 'GetItem' : path.Name, args)
    if (!isHostObject(value)) throw new ExcelFault('InvalidObjectPath', `${path.Name} is no object.`)
    return value
  }

  #call(object: HostObject, name: string, args: readonly unknown[]): unknown {
    const method = object.method(name)
    if (!method) throw notImplemented(object.type.name, `${name}()`)
    return method(...args)
  }
}

const isHostObject = (value: unknown): value is HostObject =>
  typeof value === 'object' && value !== null && 'isNull' in value && 'type' in value
