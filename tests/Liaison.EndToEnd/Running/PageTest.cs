namespace Liaison.EndToEnd.Running;

/// <summary>A test with a browser window of its own, signed in as the administrator. Whatever the page complains of fails the test.</summary>
public abstract class PageTest(RunningHub hub) : IAsyncLifetime
{
    private readonly List<string> complaints = [];

    protected RunningHub Hub { get; } = hub;

    protected IBrowserContext Window { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    protected virtual bool SignedIn => true;

    public virtual async ValueTask InitializeAsync()
    {
        Window = await Hub.Browser.NewContextAsync(new() { BaseURL = Hub.Url.ToString(), ViewportSize = new() { Width = 1280, Height = 900 }, Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce });
        Window.SetDefaultTimeout(20_000);
        Assertions.SetDefaultExpectTimeout(25_000);
        Page = await Window.NewPageAsync();
        Watch(Page);
        if (SignedIn)
        {
            var answer = await Window.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { email = Hub.Email, password = Hub.Password }, Headers = [new("X-Liaison", "1")] });
            Assert.True(answer.Ok, await answer.TextAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            var folder = Directory.CreateDirectory(Path.Combine(RunningHub.Root, "artifacts", "screens", "failed"));
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{TestContext.Current.TestMethod?.MethodName}.png"), FullPage = true });
        }
        await Window.DisposeAsync();
    }

    /// <summary>What the browser said against the page since the last time: errors, and breaches of the content security policy.</summary>
    protected void NothingWrongWasSaid()
    {
        Assert.Empty(complaints);
        complaints.Clear();
    }

    /// <summary>A refusal that the test provokes is logged by the browser as a failed request; that one is expected.</summary>
    protected void Expect(int status) => complaints.RemoveAll(said => said.Contains($"status of {status}", StringComparison.Ordinal));

    protected async Task Choose(ILocator select, string option, bool exact = true)
    {
        await select.ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = option, Exact = exact }).ClickAsync();
    }

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }
}
