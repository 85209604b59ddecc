using System.Text.RegularExpressions;
using Xunit;

namespace Liaison.Tests.Conventions;

public sealed partial class CodeHabitTest
{
    [Fact]
    public void No_thread_sleeps() => Offences.AssertNone("Await a delay on a TimeProvider, or better the thing you are waiting for.",
        Found(SourceTree.Code(".cs"), Sleep()));

    [Fact]
    public void No_catch_is_empty() => Offences.AssertNone("A catch that does nothing must at least say why nothing is right.",
        Found(SourceTree.Code(".cs", ".ts", ".tsx"), EmptyCatch()));

    [Fact]
    public void No_test_program_holds_its_breath() => Offences.AssertNone("A test waits for what it wants to see, not for a time to pass.",
        Found(SourceTree.Code(".cs").Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)), BareDelay()));

    [Theory]
    [InlineData("try { } catch { }")]
    [InlineData("try { } catch (IOException)\n{\n}")]
    [InlineData("try { } catch (Exception e) when (e is A or B)\n    {\n    }")]
    [InlineData("try { go() } catch (e) {}")]
    public void An_empty_catch_is_recognised(string code) => Assert.Matches(EmptyCatch(), code);

    [Theory]
    [InlineData("try { } catch (IOException) { return null; }")]
    [InlineData("try { } catch (IOException) { /* it is gone already, which is what we want */ }")]
    [InlineData("catch (IOException)\n{\n    // it is gone already\n}")]
    public void A_catch_that_says_something_is_left_alone(string code) => Assert.DoesNotMatch(EmptyCatch(), code);

    [Theory]
    [InlineData("Thread", ".Sleep(10);")]
    [InlineData("System.Threading.Thread", " . Sleep ( TimeSpan.Zero )")]
    public void A_sleep_is_recognised(string type, string call) => Assert.Matches(Sleep(), type + call);

    [Fact]
    public void A_bare_delay_is_recognised_and_a_polled_condition_is_left_alone()
    {
        Assert.Matches(BareDelay(), "\n        await Task.Delay(500);\n");
        Assert.DoesNotMatch(BareDelay(), "\n        while (!done) await Task.Delay(20, patience.Token);\n");
        Assert.DoesNotMatch(BareDelay(), "\n        await Task.Delay(Timeout.Infinite, cancel);\n");
    }

    private static IEnumerable<string> Found(IEnumerable<SourceFile> files, Regex pattern) => files.SelectMany(file =>
        pattern.Matches(file.Text).Select(match => $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}"));

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\s*\(", RegexOptions.None, 1000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bcatch\b[^{};""]*\{\s*\}", RegexOptions.None, 1000)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\n\s*await Task\.Delay\((?!Timeout\.Infinite)[^,\n]*\);", RegexOptions.None, 1000)]
    private static partial Regex BareDelay();
}
