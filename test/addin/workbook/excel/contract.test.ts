import { workbookContract } from '../contract.ts'
import { openInNode } from './open-in-node.ts'

workbookContract('Excel, its office.js in Node', openInNode, { formulas: true, hideRows: true, paint: true })
