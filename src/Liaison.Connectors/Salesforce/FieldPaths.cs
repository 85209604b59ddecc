using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Follows paths like <c>Account.Owner.Name</c> from type to type, and lists what a query may name.</summary>
internal sealed class FieldPaths(Descriptions<DescribedType> schema)
{
    private const int Deepest = 5;

    /// <summary>What records of different types have in common: all that a relation to several of them shows.</summary>
    private static readonly string[] Common = ["Id", "Name", "Type", "FirstName", "LastName", "Email", "Phone", "Title", "Username", "Alias"];

    public async Task<Outcome<IReadOnlyList<QueryField>>> List(string recordType, string? path, Calls calls, CancellationToken cancel)
    {
        if ((await Relation(recordType, path is { Length: > 0 } ? path.Split('.') : [], calls, cancel)).Failed(out var fault, out var reached))
        {
            return fault;
        }
        var before = path is { Length: > 0 } ? path + "." : "";
        return reached.Type is not { } type ? Common.Select(name => new QueryField(before + name, name, "string", Filterable: true)).ToList()
            : type.InOrder.Where(field => field.Type is not ("base64" or "complexvalue")).Select(field => new QueryField(before + field.Name, field.Label, field.Type, field.Filterable,
                field.Relation is { } relation && field.RefersTo.Count > 0 && before.Count(letter => letter == '.') < Deepest ? before + relation : null)).ToList();
    }

    /// <returns>The field; a field of no known kind behind a relation to several types.</returns>
    public async Task<Outcome<PathEnd>> Find(string recordType, string path, Calls calls, CancellationToken cancel)
    {
        var names = path.Split('.');
        if ((await Relation(recordType, names[..^1], calls, cancel)).Failed(out var fault, out var reached))
        {
            return fault;
        }
        return reached.Type is not { } type
            ? Common.FirstOrDefault(name => name.Equals(names[^1], StringComparison.OrdinalIgnoreCase)) is { } common ? new PathEnd(null, common == "Id" ? "id" : "string")
                : new Fault(FaultKind.SchemaDrift, $"{path}: behind a relation to several types only {string.Join(", ", Common)} can be named.", path)
            : type[names[^1]] is { } field ? new PathEnd(field, field.Type)
            : new Fault(FaultKind.SchemaDrift, $"{type.Label} has no field {names[^1]}, or the user may not see it.", path);
    }

    private async Task<Outcome<Reached>> Relation(string recordType, string[] relations, Calls calls, CancellationToken cancel)
    {
        if (relations.Length > Deepest)
        {
            return new Fault(FaultKind.Validation, $"A path leads over {Deepest} relations at most.", string.Join('.', relations));
        }
        if ((await schema.Known(recordType, calls, cancel)).Failed(out var fault, out var type))
        {
            return fault;
        }
        foreach (var name in relations)
        {
            if (type.Relation(name) is not { RefersTo.Count: > 0 } relation)
            {
                return new Fault(FaultKind.SchemaDrift, $"{type.Label} has no relation {name}.", string.Join('.', relations));
            }
            if (relation.IsPolymorphic)
            {
                return new Reached(null);
            }
            if ((await schema.Known(relation.RefersTo[0], calls, cancel)).Failed(out fault, out type))
            {
                return fault;
            }
        }
        return new Reached(type);
    }

    private sealed record Reached(DescribedType? Type);
}

/// <param name="Field">Null where the type behind a relation depends on the record.</param>
/// <param name="Type">Salesforce's word for the kind of value.</param>
internal sealed record PathEnd(DescribedField? Field, string Type);
