namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>One Operation of a request as it was sent, before any rule has looked at it. Nil elements are absent; empty ones are "".</summary>
public sealed class OperationForm(string name)
{
    /// <summary>Name of the operation element; empty when the Operation held none that is un-namespaced.</summary>
    public string Name { get; } = name;

    public string? RequestId { get; set; }

    /// <summary>Plain child elements by name, known or not.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public List<AttributeForm> Attributes { get; } = [];

    public Dictionary<string, string>? Customer { get; set; }

    public List<DocumentForm> Documents { get; } = [];

    /// <summary>The text of a field, or null when it is absent or nil.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>The text of a field, or null when it is absent, nil or blank.</summary>
    public string? Filled(string field) => Fields.TryGetValue(field, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;
}

public sealed record AttributeForm(string? TypeCode, string? Text, string? ValueCode, string? Date);

public sealed record DocumentForm(string? Notes, string? Location);

/// <summary>What came in one envelope.</summary>
public sealed record RequestForm(string? Username, string? Password, string? DatabaseId, IReadOnlyList<OperationForm> Operations);
