using System.Globalization;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>Reads <c>Declared/tables.txt</c>, whose head explains it.</summary>
public static class DeclaredTables
{
    public static IReadOnlyList<TableType> All { get; } = [.. Read()];

    private static IEnumerable<TableType> Read()
    {
        using var stream = typeof(DeclaredTables).Assembly.GetManifestResourceStream("Liaison.Sandbox.Dynamics.Metadata.Declared.tables.txt")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return [.. text.Split("\n\n").Select(block => block.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray()).Where(block => block.Length > 0).Select(Table)];
    }

    private static TableType Table(string[] lines)
    {
        var parts = lines[0].Split('|');
        var (names, flags) = (parts[0].Split(' '), parts[3].Split(' '));
        var (name, activity, owned) = (names[1], flags.Contains("activity"), flags.Contains("owned"));
        List<Column> columns = [new Column(names[3], parts[1], ColumnType.PrimaryKey) { SchemaName = names[6] + "Id", Required = Requirement.System }];
        columns.AddRange(lines.Skip(1).Where(line => line.Contains('|', StringComparison.Ordinal)).Select(line => DeclaredColumn.Parse(line, name, activity)));
        columns.AddRange(DeclaredColumn.Common(name, activity, owned));
        return new TableType(name, names[2], names[6], int.Parse(names[5], CultureInfo.InvariantCulture), columns)
        {
            Label = parts[1],
            LabelPlural = parts[2],
            PrimaryId = names[3],
            PrimaryName = names[4] == "-" ? null : names[4],
            IsActivity = activity,
            IsOwned = owned,
            Collections = [.. lines.Where(line => line.StartsWith("collection ", StringComparison.Ordinal)).Select(line => line.Split(' ')).Select(words => new Collection(words[1], words[2], words[3]))],
            Keys = [.. lines.Where(line => line.StartsWith("key ", StringComparison.Ordinal)).Select(line => line[4..])],
        };
    }
}
