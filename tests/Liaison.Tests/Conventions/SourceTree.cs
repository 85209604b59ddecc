namespace Liaison.Tests.Conventions;

/// <summary>The sources as they lie on disk: what people wrote, without what tools made.</summary>
internal static class SourceTree
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot", "dist", "generated", "artifacts"];

    /// <summary>Everything of ours.</summary>
    public static readonly string[] Everywhere = ["src", "sandbox", "tests", "bench", "web"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files with one of these endings under these folders, as (path from the root, text).</summary>
    public static IReadOnlyList<SourceFile> Files(string[] folders, params string[] endings) =>
        [.. folders.SelectMany(folder => Walk(Path.Combine(Root, folder)))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !path.EndsWith(".d.ts", StringComparison.Ordinal))
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>All code but this folder's, which holds examples of what it forbids.</summary>
    public static IReadOnlyList<SourceFile> Code(params string[] endings) =>
        [.. Files(Everywhere, endings).Where(file => !file.Path.StartsWith("tests/Liaison.Tests/Conventions/", StringComparison.Ordinal))];

    private static IEnumerable<string> Walk(string folder) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Liaison.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"No Liaison.slnx above {AppContext.BaseDirectory}: the conventions are read from the sources, so run the tests inside the repository.");
    }
}

internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
