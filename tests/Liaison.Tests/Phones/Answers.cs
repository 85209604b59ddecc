using System.IO.Compression;
using System.Text.Json;
using Liaison.Tests.Conventions;

namespace Liaison.Tests.Phones;

/// <summary>What libphonenumber-js says about many texts; made by <c>tests/phones/answers.mjs</c>.</summary>
internal static class Answers
{
    public static IReadOnlyList<Answer> All { get; } = [.. Lines().Select(Read)];

    private static IEnumerable<string> Lines()
    {
        using var file = File.OpenRead(Path.Combine(SourceTree.Root, "tests/Liaison.Tests/Phones/answers.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static Answer Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        var (text, region) = (row[0].GetString()!, row[1].GetString() is { Length: > 0 } home ? home : null);
        return new Answer(text, region, row[2].GetInt32() == 0 ? null
            : new Number(row[3].GetString()!, row[4].GetString()!, row[5].GetString()!, row[6].GetString() is { Length: > 0 } r ? r : null, row[7].GetString() is { Length: > 0 } e ? e : null));
    }
}

/// <param name="Number">Null when the text is not a valid number.</param>
internal sealed record Answer(string Text, string? DefaultRegion, Number? Number);

internal sealed record Number(string E164, string National, string International, string? Region, string? Extension);
