namespace OrleansSms.EndToEnd.Screens;

// What is in one of them runs one after the other; they run beside each other, each before browser windows of its own.

[CollectionDefinition(nameof(Screens))]
public sealed class Screens;

[CollectionDefinition(nameof(Conversing))]
public sealed class Conversing;

[CollectionDefinition(nameof(Looks))]
public sealed class Looks;
