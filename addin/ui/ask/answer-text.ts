/** A sentence of the server with people's minus signs, which screen readers say and lines do not break after. */
export const answerText = (sentence: string): string => sentence.replace(/(?<=^|[\s(])-(?=[^\s\d]?\d)/g, '−')
