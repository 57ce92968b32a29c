import type { FilterField } from '../../metrics/filters/filter-dimensions.ts'
import type { Dimension } from '../../metrics/metric-query.ts'

/** What facts can be narrowed to by name. */
export type EntityDimension = Exclude<Dimension, 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'>

/** Something with a name, that the viewer may see. */
export interface Entity {
  readonly dimension: EntityDimension
  /** As filters take it: a name, or an id where names are not unique. */
  readonly value: string
  /** As people read it. */
  readonly label: string
  /** Opaque id, of clients: explanations compare with one by it. */
  readonly id?: string
  /** Other names of it. */
  readonly nicknames?: readonly string[]
}

/** The list of a filter that names of a dimension go into. */
export const fieldOfDimension: Readonly<Record<EntityDimension, FilterField>> = {
  CLIENT: 'clients',
  INDUSTRY: 'industries',
  SERVICE_LINE: 'serviceLines',
  STAFF: 'staff',
  TEAM: 'teams',
  PROJECT: 'projects',
  WORK_TYPE: 'workTypes',
  PRODUCT: 'products',
  VENDOR: 'vendors',
}
