export function CaseTypePage() { return null }
