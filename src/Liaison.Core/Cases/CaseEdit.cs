namespace Liaison.Core.Cases;

/// <summary>What somebody gives us to open a case with.</summary>
/// <param name="ExternalId">The giver's own id: the same one twice opens one case.</param>
/// <param name="Status">Where it starts; the type's initial status if null.</param>
/// <param name="CreatedAt">When it was first raised, for cases brought from elsewhere; now if null.</param>
public sealed record NewCase(
    string Type, IReadOnlyDictionary<string, string?> Values, Person? Person = null, Address? Address = null, string? Status = null, string? ExternalId = null,
    DateTimeOffset? CreatedAt = null);

/// <summary>What is to change; parts that are null stay as they are, a value that is null is cleared.</summary>
/// <param name="Notes">Internal notes to add.</param>
public sealed record CaseEdit(
    IReadOnlyDictionary<string, string?>? Values = null, string? Status = null, Person? Person = null, Address? Address = null, IReadOnlyList<string>? Notes = null);

/// <summary>One line of a case's history.</summary>
/// <param name="Kind">created · field · status · note · attachment · reference · person · address · integration.</param>
/// <param name="Text">A sentence for people.</param>
public sealed record HistoryEntry(string Kind, string Text, string? Field = null, string? From = null, string? To = null, string? Delivery = null);
