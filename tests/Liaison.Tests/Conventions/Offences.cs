using Xunit;

namespace Liaison.Tests.Conventions;

/// <summary>Says all that is wrong at once, and what the rule is.</summary>
internal static class Offences
{
    public static void AssertNone(string rule, IEnumerable<string> offences)
    {
        var all = offences.ToList();
        if (all.Count > 0) Assert.Fail($"{rule}\n  " + string.Join("\n  ", all));
    }
}
