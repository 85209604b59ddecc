using Liaison.Core.Memorialisation;

namespace Liaison.Core.Sessions;

/// <summary>What some facts, accepted together, did to one session.</summary>
/// <param name="Before">As it stood before them; null when it was not known.</param>
/// <param name="After">As it stands with them.</param>
/// <param name="Moments">The moments that came with them, in their order. Each comes once in a session's life, whatever order its facts arrive in.</param>
/// <param name="AfterEnd">Whether they changed a session whose end (or offline message) was told of before: a late recording, a disposition, a note.</param>
public sealed record SessionChange(Session? Before, Session After, IReadOnlyList<Moment> Moments, bool AfterEnd);
