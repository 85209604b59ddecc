namespace Liaison.Core.Mapping;

/// <summary>One field as it was decided, with the trace that explains it.</summary>
/// <param name="Target">Field name, or attribute type code.</param>
/// <param name="Attribute">Whether the target is an attribute.</param>
/// <param name="Value">What is sent; null when the field is left out, empty when it is cleared.</param>
/// <param name="Source">Where the value came from: a path, or the text of a manual mapping.</param>
/// <param name="Raw">The value before translation, default or cutting, if that changed it.</param>
/// <param name="Note">What was done to it, in words.</param>
/// <param name="Problem">Why it cannot be sent, in words; null when all is well.</param>
public sealed record RenderedField(
    string Target, bool Attribute, string? Value, string Source, string? Raw = null, string? Note = null, string? Problem = null);
