using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Follows paths like <c>parentcustomerid_account.telephone1</c> from table to table, and lists what a query may name.</summary>
internal sealed class FieldPaths(Descriptions<DescribedTable> schema)
{
    private const int Deepest = 3;

    /// <param name="path">Navigations, as <c>primarycontactid</c> or <c>parentcustomerid_account.primarycontactid</c>.</param>
    public async Task<Outcome<IReadOnlyList<QueryField>>> List(string recordType, string? path, Calls calls, CancellationToken cancel)
    {
        var steps = path is { Length: > 0 } ? path.Split('.') : [];
        if ((await Walk(recordType, steps, calls, cancel)).Failed(out var fault, out var reached))
        {
            return fault;
        }
        var before = steps.Length > 0 ? path + "." : "";
        return reached.Table.InOrder.SelectMany(column => Of(column, before, deeper: steps.Length < Deepest)).ToList();
    }

    /// <summary>The column at the end of a path, and the lookups that lead there.</summary>
    public async Task<Outcome<PathEnd>> Find(string recordType, string path, Calls calls, CancellationToken cancel)
    {
        var steps = path.Split('.').ToList();
        // What a lookup's record or a choice is called comes with the column itself.
        var named = steps.Count > 1 && steps[^1].Equals("name", StringComparison.OrdinalIgnoreCase);
        if ((await Walk(recordType, [.. steps.SkipLast(1)], calls, cancel)) is Outcome<Reached>.Success { Value: var reached })
        {
            if (reached.Table[steps[^1]] is { } column)
            {
                return new PathEnd(reached.Lookups, column, Named: false);
            }
        }
        if (named && (await Walk(recordType, [.. steps.SkipLast(2)], calls, cancel)) is Outcome<Reached>.Success { Value: var before } && (before.Table[steps[^2]] ?? before.Table.Lookup(steps[^2])?.Column) is { } labelled)
        {
            return new PathEnd(before.Lookups, labelled, Named: true);
        }
        return (await Walk(recordType, [.. steps.SkipLast(1)], calls, cancel)).Match<Outcome<PathEnd>>(
            there => new Fault(FaultKind.SchemaDrift, $"{there.Table.Label} has no column {steps[^1]}, or the user may not see it.", path), fault => fault);
    }

    private async Task<Outcome<Reached>> Walk(string recordType, IReadOnlyList<string> steps, Calls calls, CancellationToken cancel)
    {
        if (steps.Count > Deepest)
        {
            return new Fault(FaultKind.Validation, $"A path leads over {Deepest} lookups at most.", string.Join('.', steps));
        }
        if ((await schema.Known(recordType, calls, cancel)).Failed(out var fault, out var table))
        {
            return fault;
        }
        var lookups = new List<Step>();
        foreach (var name in steps)
        {
            if (table.Lookup(name) is not var (column, navigation) || navigation.Target == "owner")
            {
                return new Fault(FaultKind.SchemaDrift, $"{table.Label} has no lookup {name}, or the user may not see it.", string.Join('.', steps));
            }
            if ((await schema.Known(navigation.Target, calls, cancel)).Failed(out fault, out var next))
            {
                return fault;
            }
            lookups.Add(new Step(column, navigation, next));
            table = next;
        }
        return new Reached(table, lookups);
    }

    private static IEnumerable<QueryField> Of(DescribedColumn column, string before, bool deeper)
    {
        if (!column.IsLookup)
        {
            yield return new QueryField(before + column.Name, column.Label, column.Type, Filterable: true);
            yield break;
        }
        var navigations = column.Navigations.Where(one => one.Target != "owner").ToList();
        yield return new QueryField(before + column.Name, column.Label, column.Type, Filterable: true, deeper && navigations is [var first, ..] ? before + first.Name : null);
        yield return new QueryField($"{before}{column.Name}.name", column.Label + " (name)", "String", Filterable: false);
        foreach (var other in navigations.Skip(1).Where(_ => deeper))
        {
            yield return new QueryField(before + other.Name + ".name", $"{column.Label} ({other.Target})", "String", Filterable: false, before + other.Name);
        }
    }

    private sealed record Reached(DescribedTable Table, IReadOnlyList<Step> Lookups);
}

/// <summary>A lookup that a path leads over.</summary>
internal sealed record Step(DescribedColumn Column, Navigation Navigation, DescribedTable Table);

/// <param name="Named">What people call the lookup's record or the choice is meant, not its id or number.</param>
internal sealed record PathEnd(IReadOnlyList<Step> Steps, DescribedColumn Column, bool Named)
{
    /// <summary>Under which name the value stands in a record that was read; whoever asked may have called it otherwise.</summary>
    public string Key => string.Join('.', Steps.Select(step => step.Navigation.Name).Append(Column.Name).Concat(Named ? ["name"] : []));
}
