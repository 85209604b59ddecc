global using Liaison.EndToEnd.Running;
global using Microsoft.Playwright;
global using Xunit;
