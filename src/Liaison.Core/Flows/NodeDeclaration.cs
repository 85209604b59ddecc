using System.Text.Json;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows;

/// <summary>What a kind of node is: the designer draws it and its form from this.</summary>
/// <param name="Ports">Of a node as it is put down; a branch has one more for each of its cases.</param>
public sealed record NodeDeclaration(string Kind, string Label, string Summary, IReadOnlyList<NodePort> Ports, IReadOnlyList<NodeField> Form);

public sealed record NodePort(string Name, string Label);

/// <summary>One field of a node's form.</summary>
/// <param name="Type">text · longText · number · boolean · choice · texts · item · itemNames · items · connection · recordType · recordField · queue · query · cases.</param>
/// <param name="Choices">What may be chosen; null where anything may be entered.</param>
/// <param name="When">Shown only while another field has a value; null always.</param>
public sealed record NodeField(string Name, string Label, string Help, string Type, bool Required = false)
{
    public IReadOnlyList<NodeChoice>? Choices { get; init; }
    public JsonElement? Default { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public NodeFieldWhen? When { get; init; }

    public NodeField Or(object value) => this with { Default = JsonSerializer.SerializeToElement(value, Json.Options) };

    public NodeField From(double least, double most) => this with { Min = least, Max = most };

    public NodeField Of(params IEnumerable<(string Value, string Label)> choices) => this with { Choices = [.. choices.Select(c => new NodeChoice(c.Value, c.Label))] };

    public NodeField If(string field, string value) => this with { When = new NodeFieldWhen(field, value) };
}

public sealed record NodeChoice(string Value, string Label);

public sealed record NodeFieldWhen(string Field, string Value);
