namespace Liaison.EndToEnd;

public sealed class SignInTest(RunningHub hub) : PageTest(hub)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task A_wrong_password_is_refused_in_words_and_the_right_one_opens_the_page_that_was_asked_for()
    {
        await Page.GotoAsync("/cases?sort=number");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Page.GetByLabel("E-mail").FillAsync(Hub.Email);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync("not the password");
        await Button("Sign in").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not belong together");
        Expect(401);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(Hub.Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/cases?sort=number");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Cases" })).ToBeVisibleAsync();
        await Page.GetByLabel("Your account").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }
}
