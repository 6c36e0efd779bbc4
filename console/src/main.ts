import './style/tokens.css';
import './style/page.css';
import './style/entry.css';
import './view/app.ts';
